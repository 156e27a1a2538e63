/** The widget's half of a method that people keep: how its field behaves. Its words stand with the languages. */
export interface KeptField {
  autocomplete: string
  inputmode?: string
  maxlength: number
}

/** The button where the other words did not load, in Arabic. */
export default 'إعادة التحميل'

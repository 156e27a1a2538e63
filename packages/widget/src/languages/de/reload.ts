/** The button where the other words did not load, in German. */
export default 'Noch einmal laden'

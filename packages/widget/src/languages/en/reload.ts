/** The button where the other words did not load, in English. */
export default 'Load again'

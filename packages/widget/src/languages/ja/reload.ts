/** The button where the other words did not load, in Japanese. */
export default '再読み込み'

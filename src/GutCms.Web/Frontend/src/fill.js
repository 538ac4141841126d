// Puts values into the places {0}, {1} … of words that stand in the page.
export const fill = (words, ...values) => values.reduce((said, value, at) => said.replace(`{${at}}`, value), words);

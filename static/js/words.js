// Words in the language of the page: from Django's catalogue where the page loaded one, else as they stand here.

export const gettext = (words) => globalThis.django?.gettext?.(words) ?? words;

// "%(name)s" in `words`, replaced by values.
export const fill = (words, values) => words.replace(/%\((\w+)\)s/gu, (whole, name) => values[name] ?? whole);

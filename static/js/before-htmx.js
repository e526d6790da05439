// htmx looks through every attribute of what it is given for hx-on:, by the one XPath expression it makes. Such an
// attribute can't do anything here (our policy allows no code in a page, and allowEval is off), and with a thousand
// highlights that look is a tenth of all scripts of the page. So the expression finds nothing.
XPathEvaluator.prototype.createExpression = () => ({ evaluate: () => ({ iterateNext: () => null }) });

// A press on the button sends the page of this tab, as it stands, to the site that this extension was packed for.
const site = chrome.runtime.getManifest().homepage_url;

const pageAsSeen = () => ({
  kind: "page-as-seen",
  url: location.href,
  title: document.title,
  words: String(getSelection()),
  html: `<!doctype html>${document.documentElement.outerHTML}`,
});

const hand = (page) => window.postMessage(page, location.origin);

async function send(tab) {
  const [{ result: page }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: pageAsSeen });
  const beside = await chrome.tabs.create({ url: site });
  chrome.tabs.onUpdated.addListener(function loaded(id, change) {
    if (id !== beside.id || change.status !== "complete") return;
    chrome.tabs.onUpdated.removeListener(loaded);
    chrome.scripting.executeScript({ target: { tabId: id }, func: hand, args: [page] });
  });
}

chrome.action.onClicked.addListener(send);

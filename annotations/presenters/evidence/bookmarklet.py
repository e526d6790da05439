"""The bookmark that sends the page one is looking at to this site."""

from __future__ import annotations

import json
from urllib.parse import quote, urlsplit

# It sends again until it is told that it was received: a log-in may lie between.
CODE = """(()=>{
const to=%(address)s,origin=%(origin)s,beside=open(to,"_blank");
if(!beside){alert(%(blocked)s);return}
const page={kind:"page-as-seen",url:location.href,title:document.title,words:String(getSelection()),
html:"<!doctype html>"+document.documentElement.outerHTML};
const again=setInterval(()=>beside.closed?clearInterval(again):beside.postMessage(page,origin),500);
addEventListener("message",e=>{if(e.origin===origin&&e.data==="page-received")clearInterval(again)})
})()"""
BLOCKED = "The browser did not let a page open. Allow it for this site and press again."


def bookmarklet(address: str) -> str:
    """Its address, `javascript:…`, for a page of ours at `address`."""
    parts = urlsplit(address)
    told = {"address": address, "origin": f"{parts.scheme}://{parts.netloc}", "blocked": BLOCKED}
    code = CODE % {name: json.dumps(value) for name, value in told.items()}
    return f"javascript:{quote(code.replace(chr(10), ''))}"

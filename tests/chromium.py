"""Headless Chromium driven as a person would use it: real clicks, keys and files, over its debugging pipe (DevTools protocol; no network, no port)."""
import base64, json, os, select, subprocess, tempfile, time

KEYS = {"Enter": 13, "Escape": 27, "Delete": 46, "ArrowDown": 40, "ArrowUp": 38, "Tab": 9, "Backspace": 8}


class Page:
    def __init__(self, chromium, width=1400, height=1000, phone=False):
        self.work = tempfile.TemporaryDirectory()
        self.downloads = os.path.join(self.work.name, "downloads")
        to_browser, self.to = os.pipe()
        self.back, from_browser = os.pipe()

        def fds():
            os.dup2(to_browser, 63), os.dup2(from_browser, 64)  # out of the way of each other first
            os.dup2(63, 3), os.dup2(64, 4)

        self.browser = subprocess.Popen([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe", "--no-first-run",
                                         "--user-data-dir=" + self.work.name + "/profile", "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank"],
                                        preexec_fn=fds, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        self.number, self.rest, self.events, self.session = 0, b"", [], None
        target = [t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page"][0]
        self.session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        self.ask("Page.enable"), self.ask("Runtime.enable"), self.ask("Log.enable")
        self.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.downloads, eventsEnabled=True)
        self.size(width, height, phone)

    def size(self, width, height, phone=False):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def read(self, seconds):
        end = time.time() + seconds
        while b"\0" not in self.rest:
            if not select.select([self.back], [], [], max(0, end - time.time()))[0]:
                raise TimeoutError("Chromium does not answer")
            got = os.read(self.back, 1 << 20)
            if not got:
                raise RuntimeError("Chromium has ended")
            self.rest += got
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def ask(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            got = self.read(60)
            if got.get("id") == self.number:
                if "error" in got:
                    raise RuntimeError("%s: %s" % (method, got["error"]))
                return got["result"]
            self.events.append(got)

    def wait_event(self, name, seconds=30):
        while True:
            for i, event in enumerate(self.events):
                if event.get("method") == name:
                    return self.events.pop(i)["params"]
            self.events.append(self.read(seconds))

    def open(self, path, before=None):
        if before:
            self.ask("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.ask("Page.navigate", url="file://" + path)
        self.wait_event("Page.loadEventFired")

    def js(self, expression):
        got = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in got:
            raise RuntimeError(expression + ": " + json.dumps(got["exceptionDetails"])[:500])
        return got["result"].get("value")

    def text(self, selector):
        return self.js("(document.querySelector(%s)||{}).textContent" % json.dumps(selector))

    def click(self, selector, nth=0):
        """A click of the mouse in the middle of what is seen of an element."""
        where = self.js("(function(){var e=document.querySelectorAll(%s)[%d];if(!e)return null;e.scrollIntoView({block:'nearest'});var b=e.getBoundingClientRect();"
                        "var x=b.left+b.width/2,y=b.top+b.height/2,h=document.elementFromPoint(x,y);return b.width?[x,y,!!h&&(e.contains(h)||h.contains(e))]:null;})()" % (json.dumps(selector), nth))
        if not where:
            raise RuntimeError("nothing to click: " + selector)
        if not where[2]:
            raise RuntimeError("something lies over " + selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1)

    def key(self, name, ctrl=False):
        """A key pressed and let go: a letter or digit, or one of KEYS."""
        code = KEYS.get(name, ord(name.upper()) if len(name) == 1 else 0)
        event = {"key": name, "windowsVirtualKeyCode": code, "modifiers": 2 if ctrl else 0}
        if len(name) == 1 and not ctrl:
            event["text"] = name
        if name == "Enter":
            event["text"] = "\r"
        self.ask("Input.dispatchKeyEvent", type="keyDown", **event)
        event.pop("text", None)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text):
        """Letters as an input method gives them, which is how Vietnamese is typed."""
        self.ask("Input.insertText", text=text)

    def clear(self):
        self.js("document.activeElement.select()")
        self.key("Backspace")

    def choose_file(self, selector, path):
        """What the person picks in the dialog that a click on `selector` opens."""
        self.ask("Page.setInterceptFileChooserDialog", enabled=True)
        self.click(selector)
        node = self.wait_event("Page.fileChooserOpened")["backendNodeId"]
        self.ask("DOM.setFileInputFiles", files=[path], backendNodeId=node)

    def downloaded(self, act):
        """The bytes of the file that act() makes the page save."""
        act()
        while True:
            event = self.wait_event("Browser.downloadProgress")
            if event["state"] == "completed":
                break
        newest = max((os.path.join(self.downloads, n) for n in os.listdir(self.downloads)), key=os.path.getmtime)
        with open(newest, "rb") as file:
            return os.path.basename(newest), file.read()

    def until(self, expression, seconds=10):
        end = time.time() + seconds
        while not self.js(expression):
            if time.time() > end:
                raise TimeoutError(expression)
            time.sleep(0.02)

    def faults(self):
        """Errors the page's script or its security policy reported."""
        self.js("0")
        return [json.dumps(e["params"])[:300] for e in self.events if e.get("method") == "Runtime.exceptionThrown" or
                (e.get("method") == "Log.entryAdded" and e["params"]["entry"]["level"] == "error")]

    def picture(self, path, whole=False):
        got = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as to:
            to.write(base64.b64decode(got["data"]))

    def close(self):
        try:
            self.session = None
            self.ask("Browser.close")
        except (RuntimeError, OSError, TimeoutError):
            pass
        try:
            self.browser.wait(20)
        except subprocess.TimeoutExpired:
            self.browser.kill()
        os.close(self.to), os.close(self.back)
        self.work.cleanup()

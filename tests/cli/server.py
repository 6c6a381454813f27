#!/usr/bin/python3
"""A web server for the tests, on 127.0.0.1 and a port of its own choice: much of what it does no server should.

Usage: server.py FOLDER [CERTIFICATE], the latter with its key, for TLS. Writes the port to FOLDER/port, and every request, with its user agent, to FOLDER/requests; ends
when its standard input does. /files/NAME is FOLDER/NAME; the other paths are the functions below."""

import gzip
import http.server
import os
import pathlib
import socketserver
import ssl
import sys
import threading
import time

FOLDER = pathlib.Path(sys.argv[1])
LOCK = threading.Lock()
COUNTS = {}
ACTIVE = [0, 0]  # requests at the same time: now, and the most

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta charset="utf-8">
<meta property="article:published_time" content="2026-03-13T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1><p>The governments of Ukraine and Poland agreed on Friday to reopen the crossing, officials
said in a joint statement that was read out after nine hours of talks in the city.</p><p>At least 12 soldiers were
killed near Kharkiv on Thursday, according to the regional governor, who spoke to reporters at the scene of the strike
and promised an inquiry.</p></article><footer>Contact us</footer></body></html>"""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def send(self, body=b"", status=200, kind="text/html; charset=utf-8", length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass
        if length is not None:
            self.close_connection = True

    def do_GET(self):
        with LOCK:
            with open(FOLDER / "requests", "a", encoding="utf-8") as log:
                print(self.path, self.headers.get("User-Agent"), file=log)
            self.count = COUNTS[self.path] = COUNTS.get(self.path, 0) + 1
            ACTIVE[0] += 1
            ACTIVE[1] = max(ACTIVE)
        name = self.path.split("?")[0].strip("/").split("/")[0].replace(".", "_").replace("-", "_")
        try:
            getattr(self, "get_" + name, self.missing)()
        except OSError:
            self.close_connection = True
        finally:
            with LOCK:
                ACTIVE[0] -= 1

    def missing(self):
        self.send(b"nothing here", 404)

    def get_robots_txt(self):
        mode = FOLDER / "robots"
        if not mode.exists():
            self.missing()
        elif mode.read_text().strip().isdigit():
            self.send(b"", int(mode.read_text()))
        else:
            self.send(mode.read_bytes(), kind="text/plain")

    def get_files(self):
        path = FOLDER / self.path.removeprefix("/files/")
        if not path.is_file():
            return self.missing()
        kind = {".xml": "application/rss+xml", ".html": "text/html; charset=utf-8"}.get(path.suffix, "application/octet-stream")
        etag = f'"{hash(path.read_bytes())}"'
        if self.headers.get("If-None-Match") == etag:
            return self.send(b"", 304, ETag=etag)
        return self.send(path.read_bytes(), kind=kind, ETag=etag, Last_Modified="Fri, 13 Mar 2026 10:00:00 GMT")

    def get_page(self):
        self.send(PAGE.format(title="Crossing " + self.path.rsplit("/", 1)[-1]).encode())

    def get_latin(self):
        self.send("<title>Caf\u00e9</title><article><p>The caf\u00e9 in G\u00f6ttingen was hit on Friday by a shell, and "
                  "nobody was hurt, said the mayor of the town, who came at once.</p></article>".encode("latin-1"),
                  kind="text/html; charset=iso-8859-1")

    def get_plain(self):
        self.send("The caf\u00e9 in G\u00f6ttingen was hit on Friday.".encode("latin-1"), kind="text/plain; charset=iso-8859-1")

    def get_bare(self):
        self.send(b"Lorries &amp; cars crossed on Friday, <b>officials</b> said in the city, and nobody was hurt.")

    def get_gzipped(self):
        self.send(gzip.compress(PAGE.format(title="Packed").encode()), Content_Encoding="gzip")

    def get_bomb(self):
        self.send(gzip.compress(bytes(1 << 20)) * 80, Content_Encoding="gzip")

    def get_unpackable(self):
        self.send(b"\x1b\x00\x00", Content_Encoding="br")

    def get_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"<p>And so on." * 80000)

    def get_archive(self):
        """A long archive of the web: /archive/MEGABYTES/HOW, where HOW is known (its length), unknown, cut or stuck."""
        _, _, megabytes, how = self.path.split("/")
        def record(kind, body, url):
            return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/{url}\r\nContent-Type: application/http\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"
        page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.format(title="Of the archive").encode()
        piece = record("response", page, "page") + record("metadata", bytes((1 << 20) - len(page)), "other")
        self.send_response(200)
        self.send_header("Content-Type", "application/warc")
        self.send_header("Connection", "close")
        self.close_connection = True
        if how != "unknown":
            self.send_header("Content-Length", str(len(piece) * int(megabytes)))
        self.end_headers()
        for i in range(int(megabytes)):
            if i == 70 and how == "cut":
                return
            if i == 70 and how == "stuck":
                time.sleep(30)
            self.wfile.write(piece)

    def get_slow(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.2)

    def get_short(self):
        self.send(b"<p>Only this.", length=1000)

    def get_hangup(self):
        self.close_connection = True
        self.connection.close()

    def get_nonsense(self):
        self.wfile.write(b"SSH-2.0-nonsense\r\n\r\n")
        self.close_connection = True

    def get_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for i in range(100000):
            self.wfile.write(b"X-%d: %s\r\n" % (i, b"y" * 100))
        self.close_connection = True

    def get_loop(self):
        self.send(b"", 302, Location=self.path + "/x")

    def get_to(self):
        self.send(b"", 301, Location="http://" + self.path.removeprefix("/to/"))

    def get_to_file(self):
        self.send(b"", 302, Location="file:///etc/passwd")

    def get_picture(self):
        self.send(bytes(range(256)) * 20, kind="image/png")

    def get_busy(self):
        """Too many requests, but for the third."""
        if self.count < 3:
            self.send(b"", 429, Retry_After="0" if self.count == 1 else "1")
        else:
            self.send(PAGE.format(title="At last").encode())

    def get_later(self):
        self.send(b"", 503, Retry_After="9999")

    def get_broken(self):
        self.send(b"", 500)

    def get_active(self):
        self.send(b"The most at once: %d." % ACTIVE[1], kind="text/plain")

    def get_lazy(self):
        time.sleep(0.1)
        self.get_page()


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


def main():
    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    (FOLDER / "port.part").write_text(str(server.server_address[1]))
    os.rename(FOLDER / "port.part", FOLDER / "port")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()

"""Downloads the URLs of a file with 16 threads, as one would write it with requests: download.py URLS FOLDER."""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import requests


def fetch(job):
    number, url = job
    response = requests.get(url, stream=True, timeout=60)
    response.raise_for_status()
    with open(os.path.join(sys.argv[2], f"{number:06}-{url.rsplit('/', 1)[1]}"), "wb") as file:
        for block in response.iter_content(128):
            file.write(block)


with open(sys.argv[1]) as urls, ThreadPoolExecutor(16) as pool:
    list(pool.map(fetch, enumerate(urls.read().split())))

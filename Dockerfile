# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm

# The same list as `make setup`, but for Python itself, which the image brings.
COPY apt-packages.txt /tmp/
RUN apt-get update \
    && grep -v '^python3' /tmp/apt-packages.txt | xargs apt-get install --yes --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* /tmp/apt-packages.txt

RUN useradd --create-home --uid 10001 letters
WORKDIR /srv/letters
# Rarely changes, and takes long: a layer of its own, before the code.
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE recipients.yaml ./
COPY app ./app
COPY letter_templates ./letter_templates
# Compiled now: a container whose files are read-only would compile anew at each start.
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . && python -m compileall -q app

# By number, so that a host which refuses root can tell that this is not root.
USER 10001
# Asserts stay (no PYTHONOPTIMIZE). Nothing is written: the container runs with read-only files and a small /tmp.
ENV HOME=/home/letters PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# Fills the font cache, and fails the build if a letter cannot be set.
RUN letters doctor && letters check
EXPOSE 8000
# Letters under way are finished, for up to 30 seconds: give it 40 (`docker stop --time 40`).
STOPSIGNAL SIGTERM
# That the process answers: a site that is merely busy must not be started anew.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["letters", "serve", "--host", "0.0.0.0"]

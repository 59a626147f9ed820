# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm

# The same list as `make setup`, but for Python itself, which the image brings.
COPY apt-packages.txt /tmp/
RUN apt-get update \
    && grep -v '^python3' /tmp/apt-packages.txt | xargs apt-get install --yes --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* /tmp/apt-packages.txt

RUN useradd --create-home --uid 10001 letters
WORKDIR /srv/letters
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE recipients.yaml ./
COPY app ./app
COPY letter_templates ./letter_templates
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .

USER letters
ENV PORT=8000 PYTHONDONTWRITEBYTECODE=1
# Fills the font cache, and fails the build if a letter cannot be set.
RUN letters doctor && letters check
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/', timeout=4)"]
CMD ["letters", "serve", "--host", "0.0.0.0"]

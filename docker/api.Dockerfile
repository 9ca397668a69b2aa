# The API, the workers and the clock: one image, told apart by their command. Build from the top of the checkout:
#   docker build -f docker/api.Dockerfile -t landwatch-api .

FROM node:24.11-bookworm-slim AS pwa
WORKDIR /build/pwa
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc ./
RUN PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
COPY pwa ./
RUN npm run build

FROM python:3.11.14-slim-bookworm AS packages
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/landwatch \
    && /opt/landwatch/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock

FROM python:3.11.14-slim-bookworm
# pg_dump and pg_restore, for `landwatch backup` and `landwatch restore`
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-15=15.* \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 landwatch \
    && useradd --system --uid 10001 --gid landwatch --home-dir /srv/landwatch --shell /usr/sbin/nologin landwatch \
    && install -d -o landwatch -g landwatch -m 0700 /var/lib/landwatch
WORKDIR /srv/landwatch
COPY --from=packages /opt/landwatch /opt/landwatch
COPY --from=pwa /build/pwa/dist pwa
COPY migrations migrations
COPY backend/landwatch backend/landwatch
ENV PATH=/opt/landwatch/bin:$PATH \
    PYTHONPATH=/srv/landwatch/backend \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LANDWATCH_ENV=production \
    LANDWATCH_PWA=/srv/landwatch/pwa \
    LANDWATCH_VAR=/var/lib/landwatch
# The same words as in a checkout: `docker compose run --rm api landwatch keys make`.
RUN printf '#!/bin/sh\nexec python -m landwatch.cli "$@"\n' > /usr/local/bin/landwatch \
    && chmod 0755 /usr/local/bin/landwatch
USER 10001
VOLUME /var/lib/landwatch
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["gunicorn", "--config", "python:landwatch.serving", "landwatch.wsgi:app", "--bind", "0.0.0.0:8000", \
     "--worker-tmp-dir", "/dev/shm"]

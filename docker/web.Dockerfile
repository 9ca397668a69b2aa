# The door to the world: the PWA as files, everything else handed on to the API. Build from the top of the checkout:
#   docker build -f docker/web.Dockerfile -t landwatch-web .

FROM node:24.11-bookworm-slim AS pwa
WORKDIR /build/pwa
COPY pwa/package.json pwa/package-lock.json pwa/.npmrc ./
RUN PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
COPY pwa ./
RUN npm run build

FROM nginxinc/nginx-unprivileged:1.28.0-alpine3.21
COPY docker/nginx.conf /etc/nginx/nginx.conf
COPY docker/headers.conf /etc/nginx/headers.conf
COPY --from=pwa /build/pwa/dist /srv/landwatch
USER 101
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --retries=6 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/index.html"]

# One image for every process: its command is one of `workflow --help`.
FROM node:24-bookworm-slim AS node

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements/run.lock requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.lock
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
COPY package.json package-lock.json .npmrc ./
COPY workflow/__init__.py workflow/bootstrap.py workflow/frontend.py workflow/
RUN python -m workflow.frontend

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin workflow \
    && install -d -o workflow /data
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data/files WEB_HOST=0.0.0.0 WEB_PORT=8080
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
COPY --from=build /app/webadmin/static/vendor webadmin/static/vendor
RUN python -m compileall -q .
USER 10001
EXPOSE 8080
ENTRYPOINT ["python", "-m", "workflow"]
CMD ["--help"]

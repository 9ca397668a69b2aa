#!/bin/sh
# Run once by the database image, on an empty volume: the role that API and workers log in with. It owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set password="$LANDWATCH_APP_PASSWORD" <<'SQL'
CREATE ROLE landwatch_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
SQL

"""The limit of the intake: a bare Flask view, one prepared INSERT and a commit on a pooled connection."""

from __future__ import annotations

import os
from uuid import UUID

from flask import Flask, Response, jsonify, request
from psycopg_pool import ConnectionPool

app = Flask(__name__)
URL = os.environ["LANDWATCH_DATABASE_URL"].replace("+psycopg", "")
pool = ConnectionPool(URL, min_size=4, max_size=8, kwargs={"prepare_threshold": 0}, open=False)
os.register_at_fork(after_in_child=pool.open)  # gunicorn loads the app once and forks; connections cannot be shared
INSERT = "insert into bench.bare (id, said) values (%s, %s)"


@app.put("/api/v1/reports/<uuid:id>")
def put(id: UUID) -> tuple[Response, int]:
    """Keep the body under the id that the phone made."""
    with pool.connection() as connection:
        connection.execute(INSERT, (id, request.get_data(as_text=True)))
    return jsonify({"id": str(id)}), 201

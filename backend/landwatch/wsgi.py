"""What gunicorn serves: `gunicorn landwatch.wsgi:app`."""

from landwatch.app import create_app

app = create_app()

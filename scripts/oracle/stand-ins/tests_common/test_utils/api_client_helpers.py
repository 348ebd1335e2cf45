from __future__ import annotations


def create_airflow_connection(*_arguments, **_options): ...


def delete_airflow_connection(*_arguments, **_options): ...


def make_authenticated_rest_api_request(*_arguments, **_options): ...

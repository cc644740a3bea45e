"""The description of the API: for tools as OpenAPI, for people as a page without script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(client: Client) -> dict[str, Any]:
    """The schema as it is served."""
    return client.get("/api/v1/openapi.json").json()  # type: ignore[no-any-return]


def test_every_operation_reads_and_says_how_it_fails(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    assert len(schema["paths"]) == 6
    for path, methods in schema["paths"].items():
        assert set(methods) == {"get"}
        told = methods["get"]["responses"]
        assert "200" in told
        assert ("404" in told) == ("{" in path)
        assert ("422" in told) == any(each["in"] == "query" for each in methods["get"]["parameters"])


def test_every_parameter_of_a_view_is_described(schema: dict[str, Any]) -> None:
    names = [each["name"] for each in schema["paths"]["/api/v1/events"]["get"]["parameters"]]
    assert len(names) == len(set(names))
    assert {"from", "to", "q", "type", "status", "bbox", "asof", "rev", "order", "limit", "cursor"} <= set(names)


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if "$ref" in value else set()
            return own.union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    assert references(schema) == known


def test_the_page_tells_all_of_it_without_script(client: Client, schema: dict[str, Any]) -> None:
    answer = client.get(reverse("api:openapi-view"))
    page = answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert all(path in page for path in schema["paths"])
    assert all(f'id="{name}"' in page for name in schema["components"]["schemas"])
    assert "swagger" not in page
    assert "//" not in page.replace("http://www.w3.org", "").replace("<!--", "")

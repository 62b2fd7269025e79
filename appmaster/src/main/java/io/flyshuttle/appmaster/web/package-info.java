/**
 * The session over HTTP: the interface for clients below {@code /v1}, and a page for people.
 * Upstream: clients and browsers; downstream: {@code session}, whose read-only reports it writes as
 * JSON. Nothing here decides anything.
 */
package io.flyshuttle.appmaster.web;

/**
 * The job graph: what both APIs translate programs into and what the JobManager schedules. Typed
 * records; whatever may hold user classes is opaque bytes. Made by the client, expanded in the
 * ApplicationMaster by a pure function into the execution graph.
 */
package io.flyshuttle.core.graph;

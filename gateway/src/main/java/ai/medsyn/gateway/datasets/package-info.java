/**
 * Datasets from request to export. A build is a coordinator job: it asks the services, over REST, for one stage after the other and waits for
 * their jobs. Every step finds what it did before a crash, because ids and idempotency keys derive from the build's own id.
 */
@NullMarked
package ai.medsyn.gateway.datasets;

import org.jspecify.annotations.NullMarked;

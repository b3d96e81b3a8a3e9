/** Datasets over HTTP: requests, versions, samples, previews, lineage. */
@NullMarked
package ai.medsyn.gateway.datasets.web;

import org.jspecify.annotations.NullMarked;

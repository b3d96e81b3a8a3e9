/** What models are doing, over HTTP. */
@NullMarked
package ai.medsyn.gateway.models.web;

import org.jspecify.annotations.NullMarked;

/**
 * {@code /v1/models}: the registry over HTTP, in services that say {@code medsyn.models.web: true}.
 */
@NullMarked
package ai.medsyn.platform.models.web;

import org.jspecify.annotations.NullMarked;

/** Single samples over HTTP, for the gateway. */
@NullMarked
package ai.medsyn.generator.samples.web;

import org.jspecify.annotations.NullMarked;

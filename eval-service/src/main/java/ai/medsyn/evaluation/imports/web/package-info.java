/** Imports over HTTP. */
@NullMarked
package ai.medsyn.evaluation.imports.web;

import org.jspecify.annotations.NullMarked;

/** Entity banks and samplings over HTTP. */
@NullMarked
package ai.medsyn.gateway.banks.web;

import org.jspecify.annotations.NullMarked;

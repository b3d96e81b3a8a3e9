/** Entity banks and samplings: what reports may be asked to say. The generator builds and keeps them; uploads pass through here. */
@NullMarked
package ai.medsyn.gateway.banks;

import org.jspecify.annotations.NullMarked;

/** Pre-training of vision-language models as jobs. */
@NullMarked
package ai.medsyn.training;

import org.jspecify.annotations.NullMarked;

/** How sure a number is: patient-clustered bootstrap and DeLong intervals, paired comparisons, spread over seeds. */
@NullMarked
package ai.medsyn.evaluation.statistics;

import org.jspecify.annotations.NullMarked;

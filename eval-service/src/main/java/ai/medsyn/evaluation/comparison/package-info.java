/**
 * Which of two models is better on the same films? Tasks keep what they measured per film beside their report; two evaluations that asked the same
 * about the same films are compared pair by pair, which tells far smaller differences than two intervals side by side: what makes a film hard makes it
 * hard for both.
 */
@NullMarked
package ai.medsyn.evaluation.comparison;

import org.jspecify.annotations.NullMarked;

/** What clients are told about lineage that does not exist. */
@NullMarked
package ai.medsyn.platform.lineage.web;

import org.jspecify.annotations.NullMarked;

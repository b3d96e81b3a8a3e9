package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.artifacts.Sha256;
import java.util.List;
import java.util.SortedMap;

/**
 * What an import will do, known before the first image is read.
 *
 * @param candidates one per row of the table of images, in its order
 * @param notes what the import changed or found odd without refusing a row, by name and count
 * @param tables digest of all tables that were read
 */
record ImportPlan(List<Candidate> candidates, SortedMap<String, Integer> notes, Sha256 tables) {}

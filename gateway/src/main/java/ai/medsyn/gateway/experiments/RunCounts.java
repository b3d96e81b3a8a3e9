package ai.medsyn.gateway.experiments;

/** Trainings and evaluations of an experiment by state, and how many of them were made before. */
public record RunCounts(int total, int waiting, int running, int done, int failed, int reused) {}

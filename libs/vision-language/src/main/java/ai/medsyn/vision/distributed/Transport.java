package ai.medsyn.vision.distributed;

/** What carries the exchange. */
public enum Transport {
    /** Over TCP, for CPUs. */
    GLOO,
    /** Between GPUs, for CUDA. */
    NCCL
}

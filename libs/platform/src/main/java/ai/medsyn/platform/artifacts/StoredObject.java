package ai.medsyn.platform.artifacts;

/** An object that the store holds: its name, size in bytes and sha256. */
public record StoredObject(ObjectName name, long bytes, Sha256 sha256) {}

package dev.offspring.processor.model;

import com.palantir.javapoet.ClassName;

/** Every class of the runtime, the annotations and Kryo that generated code names. A test asserts that each exists. */
public final class RuntimeTypes {
    private static final String WIRE = "dev.offspring.wire";
    private static final String PROCESS = "dev.offspring.process";
    private static final String SHARED = "dev.offspring.shared";
    private static final String CHANNEL = "dev.offspring.channel";
    private static final String MEMORY = "dev.offspring.memory";

    public static final ClassName GENERATED = ClassName.get("dev.offspring.annotation", "Generated");

    public static final ClassName TASK = ClassName.get(PROCESS, "Task");
    public static final ClassName TARGET = ClassName.get(PROCESS, "Target");
    public static final ClassName LAUNCHER = ClassName.get(PROCESS, "Launcher");
    public static final ClassName COMMAND_LINE = ClassName.get(PROCESS, "CommandLine");

    public static final ClassName ENCODER = ClassName.get(WIRE, "Encoder");
    public static final ClassName DECODER = ClassName.get(WIRE, "Decoder");
    public static final ClassName WIRE_CALLS = ClassName.get(WIRE, "Wire");
    public static final ClassName SERIALIZERS = ClassName.get(WIRE, "Serializers");
    public static final ClassName NEEDS_NO_KRYO = ClassName.get(WIRE, "NeedsNoKryo");
    public static final ClassName FIELDS = ClassName.get(WIRE, "Fields");
    public static final ClassName TYPES = ClassName.get(WIRE, "Types");
    public static final ClassName TYPE_REGISTRY = ClassName.get(WIRE, "TypeRegistry");

    public static final ClassName SHARED_STRUCT = ClassName.get(SHARED, "SharedStruct");
    public static final ClassName SHARED_STRUCT_ARRAY = ClassName.get(SHARED, "SharedStructArray");
    public static final ClassName STRUCT_TYPE = ClassName.get(SHARED, "StructType");
    public static final ClassName SHARED_GLOBALS = ClassName.get(SHARED, "SharedGlobals");
    public static final ClassName SHARED_TEXT = ClassName.get(SHARED, "SharedText");
    public static final ClassName BLOCK = ClassName.get(MEMORY, "Block");

    public static final ClassName QUEUE = ClassName.get(CHANNEL, "Queue");
    public static final ClassName PIPE = ClassName.get(CHANNEL, "Pipe");
    public static final ClassName CONNECTION = ClassName.get(CHANNEL, "Connection");
    public static final ClassName OVERFLOW = ClassName.get(CHANNEL, "Overflow");
    public static final ClassName STUBS = ClassName.get(CHANNEL, "Stubs");

    public static final ClassName KRYO = ClassName.get("com.esotericsoftware.kryo", "Kryo");
    public static final ClassName SERIALIZER = ClassName.get("com.esotericsoftware.kryo", "Serializer");
    public static final ClassName INPUT = ClassName.get("com.esotericsoftware.kryo.io", "Input");
    public static final ClassName OUTPUT = ClassName.get("com.esotericsoftware.kryo.io", "Output");

    private RuntimeTypes() {}
}

package dev.offspring.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.StructLayout;
import dev.offspring.processor.model.TemplateModel;
import dev.offspring.processor.model.Templates;
import javax.lang.model.element.Modifier;

/** {@code StatsShared} from {@code Stats}. */
public final class AccessorsGenerator {
    private static final String TYPE = "Type";

    private final TemplateModel template;
    private final ClassName self;
    private final StructLayout struct;
    private final StructLayout globals;
    private final FirstValuesGenerator firstValues;
    private final Modifier[] visibility;

    private AccessorsGenerator(TemplateModel template, Templates templates) {
        this.template = template;
        this.self = template.accessors();
        this.struct = templates.struct(template);
        this.globals = templates.globals(template);
        this.firstValues = new FirstValuesGenerator(template);
        this.visibility = template.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
    }

    /** The accessors of a valid template. */
    public static GeneratedFile generate(TemplateModel template, Templates templates) {
        TypeSpec type = new AccessorsGenerator(template, templates).type();
        return new GeneratedFile(
                template.type().packageName(), type, template.type().canonicalName(), template.location());
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addModifiers(visibility)
                .addModifiers(Modifier.FINAL)
                .superclass(RuntimeTypes.SHARED_STRUCT)
                .addAnnotation(AnnotationSpec.builder(RuntimeTypes.GENERATED)
                        .addMember("value", "$S", template.type().canonicalName())
                        .build())
                .addJavadoc(javadoc());
        if (template.isPublic()) {
            // Its module need not hand on the runtime's to those who do not use the accessors.
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "exports")
                    .build());
        }
        if (!struct.slots().isEmpty()) {
            addStruct(type);
        }
        type.addMethod(nestedConstructor());
        if (!struct.slots().isEmpty()) {
            type.addMethod(create()).addMethod(createArray());
        }
        var members = new CellAccessorsGenerator(CodeBlock.of(""), visibility);
        template.instanceFields().forEach(field -> type.addMethods(members.accessors(struct.slot(field.name()))));
        var statics = new CellAccessorsGenerator(
                CodeBlock.of("$L.VIEW.", GlobalsGenerator.NAME), Modifiers.and(visibility, Modifier.STATIC));
        template.staticFields().forEach(field -> type.addMethods(statics.accessors(globals.slot(field.name()))));
        if (!struct.slots().isEmpty()) {
            type.addMethods(firstValues.instanceMethods(struct, visibility)).addType(structType());
        }
        if (!globals.slots().isEmpty()) {
            type.addType(GlobalsGenerator.generate(template, globals, firstValues));
        }
        PrivateFieldsGenerator.generate(template).ifPresent(type::addType);
        return type.build();
    }

    private CodeBlock javadoc() {
        CodeBlock.Builder doc = CodeBlock.builder().add("The shared counterpart of {@link $T}.\n", template.type());
        if (!struct.slots().isEmpty()) {
            doc.add("\n<p>In shared memory:\n<pre>\n$L</pre>\n", struct.table());
        }
        if (!globals.slots().isEmpty()) {
            doc.add("\n<p>Globals of the session:\n<pre>\n$L</pre>\n", globals.table());
        }
        return doc.build();
    }

    private void addStruct(TypeSpec.Builder type) {
        TypeName structType = ParameterizedTypeName.get(RuntimeTypes.STRUCT_TYPE, self);
        type.addField(constant(TypeName.LONG, "BYTES", "The size of the struct.", CodeBlock.of("$LL", struct.bytes())));
        type.addField(
                constant(TypeName.LONG, "LAYOUT_HASH", "A hash of the layout.", CodeBlock.of("$L", hash(struct))));
        type.addField(constant(
                structType, "TYPE", "How it is allocated and how it travels.", CodeBlock.of("new $L()", TYPE)));
        type.addMethod(blockConstructor());
    }

    private FieldSpec constant(TypeName type, String name, String doc, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifiers.and(visibility, Modifier.STATIC, Modifier.FINAL))
                .addJavadoc(doc)
                .initializer(value)
                .build();
    }

    /** {@code private StatsShared(Block block, long offset) { super(block, offset); }} */
    private MethodSpec blockConstructor() {
        return MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeTypes.BLOCK, "block")
                .addParameter(TypeName.LONG, "offset")
                .addStatement("super(block, offset)")
                .build();
    }

    /** {@code public StatsShared(SharedStruct outer, long offset) { super(outer, offset); }} */
    private MethodSpec nestedConstructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(RuntimeTypes.SHARED_STRUCT, "outer")
                .addParameter(TypeName.LONG, "offset")
                .addStatement("super(outer, offset)");
        if (struct.slots().isEmpty()) {
            return constructor.addModifiers(Modifier.PRIVATE).build();
        }
        return constructor
                .addModifiers(visibility)
                .addJavadoc("A view of a struct inside another one; for generated code.")
                .build();
    }

    /** {@code public static StatsShared create() { … }} */
    private MethodSpec create() {
        return MethodSpec.methodBuilder("create")
                .addModifiers(Modifiers.and(visibility, Modifier.STATIC))
                .addJavadoc(
                        "Allocates one in shared memory, with the values of a new {@link $T}.\n\n"
                                + "@return a handle, which may be an argument of a target; close it when done",
                        template.type())
                .returns(self)
                .addStatement("$T template = new $T()", template.type(), template.type())
                .addStatement("$T shared = new $T(TYPE.allocate(), 0L)", self, self)
                .beginControlFlow("try")
                .addStatement("shared.$L(template)", FirstValuesGenerator.METHOD)
                .addStatement("return shared")
                .nextControlFlow("catch ($T | $T failure)", RuntimeException.class, Error.class)
                .addStatement("shared.close()")
                .addStatement("throw failure")
                .endControlFlow()
                .build();
    }

    /** {@code public static SharedStructArray<StatsShared> createArray(long length) { … }} */
    private MethodSpec createArray() {
        return MethodSpec.methodBuilder("createArray")
                .addModifiers(Modifiers.and(visibility, Modifier.STATIC))
                .addJavadoc(
                        "Allocates so many in a row, each with the values of a new {@link $T}.\n\n"
                                + "@return a handle, which may be an argument of a target; close it when done",
                        template.type())
                .addParameter(TypeName.LONG, "length")
                .returns(ParameterizedTypeName.get(RuntimeTypes.SHARED_STRUCT_ARRAY, self))
                .addStatement("return TYPE.createArray(length, shared -> shared.$L(null))", FirstValuesGenerator.METHOD)
                .build();
    }

    /** {@code private static final class Type extends StructType<StatsShared> { … }} */
    private TypeSpec structType() {
        return TypeSpec.classBuilder(TYPE)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(RuntimeTypes.STRUCT_TYPE, self))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement("super($S, LAYOUT_HASH, BYTES)", template.binaryName())
                        .build())
                .addMethod(MethodSpec.methodBuilder("view")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(RuntimeTypes.BLOCK, "block")
                        .addParameter(TypeName.LONG, "offset")
                        .returns(self)
                        .addStatement("return new $T(block, offset)", self)
                        .build())
                .addMethod(MethodSpec.methodBuilder("view")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(RuntimeTypes.SHARED_STRUCT, "outer")
                        .addParameter(TypeName.LONG, "offset")
                        .returns(self)
                        .addStatement("return new $T(outer, offset)", self)
                        .build())
                .build();
    }

    static String hash(StructLayout layout) {
        return "0x%016XL".formatted(layout.hash());
    }
}

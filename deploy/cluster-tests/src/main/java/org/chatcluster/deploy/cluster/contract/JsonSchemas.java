package org.chatcluster.deploy.cluster.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The JSON Schemas within one document, which refer to each other. Thread-safe.
final class JsonSchemas {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Without it a `format` is a remark that nothing checks.
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private static final String DOCUMENT = "urn:chatcluster:document";

    private final JsonSchemaFactory factory;

    private JsonSchemas(JsonSchemaFactory factory) {
        this.factory = factory;
    }

    static JsonSchemas in(JsonNode document) {
        String text = document.toString();
        return new JsonSchemas(
                JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(
                                        loaders -> loaders.schemas(Map.of(DOCUMENT, text)))));
    }

    /// Returns the value that the YAML text is.
    static JsonNode yaml(String text) {
        Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return MAPPER.valueToTree(value);
    }

    /// Returns the schema at a place of the document, ready for use.
    ///
    /// @param pointer a JSON pointer (RFC 6901)
    JsonSchema at(String pointer) {
        JsonSchema schema = factory.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer), CONFIG);
        schema.initializeValidators();
        return schema;
    }

    /// Returns what is wrong with a value, nothing if it is as the schema says.
    static List<String> faults(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream().map(ValidationMessage::getMessage).toList();
    }
}

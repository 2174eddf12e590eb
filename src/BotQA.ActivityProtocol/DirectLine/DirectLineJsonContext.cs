using System.Text.Json.Serialization;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>The generated readers and writers of Direct Line's own messages, as strict as those of activities.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = ActivityJson.MaxDepth)]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(StartResponse))]
internal sealed partial class DirectLineJsonContext : JsonSerializerContext;

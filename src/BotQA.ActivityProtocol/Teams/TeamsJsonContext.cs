using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>The generated readers and writers of entities.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FileDownloadInfo))]
[JsonSerializable(typeof(Mention))]
[JsonSerializable(typeof(MessageEntity))]
[JsonSerializable(typeof(StreamInfo))]
internal sealed partial class TeamsJsonContext : JsonSerializerContext
{
    /// <summary>The context to use: it writes text as it is.</summary>
    public static TeamsJsonContext Relaxed => Holder.Instance;

    // A class of its own: the generated Default has to be there first.
    private static class Holder
    {
        public static readonly TeamsJsonContext Instance = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}

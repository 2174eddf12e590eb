using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace BotQA.Tests.Models.Support;

/// <summary>Replies in the protocols of embedding models: texts with words in common have similar vectors.</summary>
internal static partial class EmbeddingReplies
{
    public const int Dimensions = 64;

    /// <summary>OpenAI's protocol, which Azure and others speak too.</summary>
    /// <param name="dimensions">The length of the vectors.</param>
    /// <param name="common">What all vectors have in common, beside what their words tell apart; as models do that find nothing dissimilar.</param>
    public static ModelReply OpenAI(int dimensions = Dimensions, float common = 0) => (context, _) =>
    {
        var call = CallOf(context);
        var isPacked = (string?)call.Body["encoding_format"] == "base64";
        return WriteAsync(context, new JsonObject
        {
            ["object"] = "list",
            ["model"] = call.Model,
            ["data"] = new JsonArray([.. call.Inputs.Select((input, i) => new JsonObject
            {
                ["object"] = "embedding",
                ["index"] = i,
                ["embedding"] = isPacked
                    ? Convert.ToBase64String(MemoryMarshal.AsBytes(VectorOf(input, dimensions, common).AsSpan()))
                    : ToJson(VectorOf(input, dimensions, common)),
            })]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 5, ["total_tokens"] = 5 },
        });
    };

    /// <summary>Ollama's own protocol.</summary>
    public static Task Ollama(HttpContext context, CancellationToken cancellationToken)
    {
        var call = CallOf(context);
        return WriteAsync(context, new JsonObject
        {
            ["model"] = call.Model,
            ["embeddings"] = new JsonArray([.. call.Inputs.Select(input => ToJson(VectorOf(input, Dimensions, common: 0)))]),
            ["prompt_eval_count"] = 5,
        });
    }

    /// <summary>Refuses requests with some inputs.</summary>
    public static ModelReply Refusing(int status, Func<IReadOnlyList<string>, bool> refuses) => (context, cancellationToken) =>
        (refuses(CallOf(context).Inputs) ? ModelReplies.Error(status, "invalid_request") : OpenAI())(context, cancellationToken);

    /// <summary>Refuses requests with some inputs as Ollama does.</summary>
    public static ModelReply OllamaRefusing(Func<IReadOnlyList<string>, bool> refuses) => (context, cancellationToken) =>
    {
        if (!refuses(CallOf(context).Inputs))
        {
            return Ollama(context, cancellationToken);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return WriteAsync(context, new JsonObject { ["error"] = "the input length exceeds the context length" });
    };

    private static ModelCall CallOf(HttpContext context) => (ModelCall)context.Items[typeof(ModelCall)]!;

    private static JsonArray ToJson(float[] vector) => new([.. vector.Select(value => JsonValue.Create(value))]);

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private static float[] VectorOf(string text, int dimensions, float common)
    {
        var vector = new float[dimensions];
        foreach (Match word in Words().Matches(text.ToLowerInvariant()))
        {
            vector[SHA256.HashData(Encoding.UTF8.GetBytes(word.Value))[0] % dimensions] += 1;
        }

        TensorPrimitives.Divide(vector, Math.Max(1, TensorPrimitives.Norm<float>(vector)), vector);
        TensorPrimitives.Add(vector, common, vector);
        return vector;
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}

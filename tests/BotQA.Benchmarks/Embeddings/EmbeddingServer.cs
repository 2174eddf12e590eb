using System.Text.Json.Nodes;
using BotQA.Knowledge.Embeddings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Benchmarks.Embeddings;

/// <summary>
/// The embedded model behind OpenAI's embeddings API, to measure what BotQA makes of a provider's model: one that is sent passages and
/// sentences as texts of their own.
/// </summary>
internal static class EmbeddingServer
{
    /// <summary>Serves until the process is ended.</summary>
    /// <param name="url">Where to listen, such as <c>http://127.0.0.1:5055</c>.</param>
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Services.AddEmbeddedMiniLm();
        var application = builder.Build();
        application.MapPost("/v1/embeddings", async (JsonObject request, MiniLmEmbeddingGenerator generator, CancellationToken cancellationToken) =>
        {
            var texts = request["input"] is JsonArray inputs ? inputs.Select(input => (string)input!).ToList() : [(string)request["input"]!];
            var vectors = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
            return Results.Json(new
            {
                @object = "list",
                model = MiniLmEmbeddingGenerator.ModelId,
                data = vectors.Select((vector, index) => new { @object = "embedding", index, embedding = vector.Vector.ToArray() }),
                usage = new { prompt_tokens = vectors.Usage?.InputTokenCount, total_tokens = vectors.Usage?.TotalTokenCount },
            });
        });
        await application.RunAsync();
        return 0;
    }
}

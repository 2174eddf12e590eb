using System.Collections.Concurrent;
using System.ComponentModel;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Retrieval;
using Microsoft.SemanticKernel;

namespace BotQA.Knowledge.Generation;

/// <summary>Lets a model search the documents again, for one question.</summary>
internal sealed class KnowledgeSearchPlugin(
    IPassageRetriever retriever, PassageReranker reranker, TurnPassages passages, TokenBudget budget, AnswerOptions? options, int maxSearches, ConcurrentQueue<string> queries)
{
    /// <summary>The name of the plugin.</summary>
    public const string Name = "knowledge";

    private const int PassagesPerSearch = 4;

    [KernelFunction("search")]
    [Description("Searches the documents and returns the best passages, numbered for citing.")]
    public async Task<string> SearchAsync([Description("A short question that names what is looked for.")] string query, CancellationToken cancellationToken)
    {
        if (queries.Count >= maxSearches || QuestionGuard.Check(query) is not null)
        {
            return "No more searches. Answer from the passages you have.";
        }

        queries.Enqueue(query);
        var request = new RetrievalRequest { DocumentIds = options?.DocumentIds, AdditionalChunks = options?.AdditionalChunks };
        var found = await retriever.RetrieveAsync(query, request, cancellationToken);
        var best = reranker.Rerank(found, cancellationToken).Retrieved.Take(PassagesPerSearch).Select(passage => passage.Chunk);
        var written = PassageWriter.Write(best, passages, budget);
        return written.Length > 0 ? written : "Nothing was found.";
    }
}

using BotQA.Knowledge.Ingestion.Folders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Postgres.Knowledge;

/// <summary>Opens the knowledge base as the index of a folder: to write where this host has the office, else to read.</summary>
internal sealed class PostgresFolderIndexSource(
    KnowledgeTables tables, PostgresKnowledgeWriter writer, WriterElection election, IOptions<PostgresKnowledgeOptions> options, ILogger<PostgresFolderIndex> logger)
    : IFolderIndexSource
{
    public IFolderIndex Open(string folder, string model) =>
        new PostgresFolderIndex(tables, writer, folder, election.Term, options.Value.TakesFolderOver, logger);
}

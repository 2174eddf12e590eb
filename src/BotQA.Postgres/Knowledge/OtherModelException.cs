namespace BotQA.Postgres.Knowledge;

/// <summary>The vectors in the database were made by another model than this host's, so that no question can be compared with them.</summary>
/// <param name="indexed">The model of the vectors.</param>
/// <param name="model">The model of this host.</param>
internal sealed class OtherModelException(string indexed, string model) : Exception(
    $"The vectors in the database were made by the embedding model '{indexed}', and this host embeds with '{model}', so it answers nothing from them. "
    + "Give it the Embeddings: settings (Provider, Name, Precision, ...) of the other hosts. Or, to embed all documents again with its model, "
    + "stop the hosts that use the other one, and start this one or run 'botqa index' here.");

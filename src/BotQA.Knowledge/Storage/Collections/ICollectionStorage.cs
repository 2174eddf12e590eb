namespace BotQA.Knowledge.Storage.Collections;

/// <summary>The records of a collection of whatever type.</summary>
internal interface ICollectionStorage : IDisposable
{
    /// <summary>What the records look like.</summary>
    CollectionSchema Schema { get; }
}

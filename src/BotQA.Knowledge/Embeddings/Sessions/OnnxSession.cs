using Microsoft.ML.OnnxRuntime;

namespace BotQA.Knowledge.Embeddings.Sessions;

/// <summary>
/// A loaded graph. Each run uses the calling thread alone, so that as many runs as there are processors use them fully; any
/// number may be under way at once. Disposing lets runs that have begun finish.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly InferenceSession _session;
    private int _running;
    private bool _disposed;

    /// <summary>Loads <paramref name="graph"/>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="optimize">Whether ONNX Runtime folds constants, which a graph with 16-bit weights needs to be fast.</param>
    public OnnxSession(CachedGraph graph, bool optimize)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_BASIC : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = graph.Path is null ? new InferenceSession(graph.Content, options) : new InferenceSession(graph.Path, options);
    }

    /// <summary>Runs the graph once.</summary>
    /// <param name="inputNames">The names of the inputs.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputName">The name of the output.</param>
    /// <param name="output">Where the output goes; of the very shape the graph gives.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed of.</exception>
    public void Run(IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, string outputName, OrtValue output)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _running++;
        }

        try
        {
            using var options = new RunOptions();
            _session.Run(options, inputNames, inputs, [outputName], [output]);
        }
        finally
        {
            lock (_gate)
            {
                _running--;
                CloseWhenIdle();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                CloseWhenIdle();
            }
        }
    }

    private void CloseWhenIdle()
    {
        if (_disposed && _running == 0)
        {
            _session.Dispose();
        }
    }
}

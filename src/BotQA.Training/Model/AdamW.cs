using System.Numerics;
using System.Numerics.Tensors;

namespace BotQA.Training.Model;

/// <summary>
/// AdamW (Loshchilov and Hutter) that clips the gradient, updates the weights, averages them exponentially and clears the gradient in
/// one pass over memory.
/// </summary>
internal sealed unsafe class AdamW
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float Epsilon = 1e-6f;
    private const double WeightDecay = 0.01;

    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly float _averageDecay;
    private readonly ParallelOptions _parallel;
    private readonly float[][] _first;
    private readonly float[][] _second;
    private readonly float[][] _average;

    public AdamW(IReadOnlyList<Parameter> parameters, double averageDecay, int threads)
    {
        _parameters = parameters;
        _averageDecay = (float)averageDecay;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _first = [.. parameters.Select(p => new float[p.Count])];
        _second = [.. parameters.Select(p => new float[p.Count])];
        _average = [.. parameters.Select(p => p.Snapshot().Values)];
    }

    public int Steps { get; private set; }

    /// <summary>The averaged weights, which generalise a little better than the last ones.</summary>
    public IEnumerable<NamedTensor> Averages => _parameters.Select((p, i) => new NamedTensor(p.Name, p.Tensor.shape, _average[i]));

    /// <summary>Applies the gradients at <paramref name="rate"/> and returns their norm before clipping to <paramref name="clip"/>.</summary>
    public double Step(double rate, double clip)
    {
        Steps++;
        var gradients = _parameters.Select(p => p.Tensor.grad).ToArray();
        var squares = new double[_parameters.Count];
        Parallel.For(0, squares.Length, _parallel, i =>
        {
            if (gradients[i] is { } gradient)
            {
                fixed (byte* values = gradient.bytes)
                {
                    squares[i] = TensorPrimitives.SumOfSquares(new ReadOnlySpan<float>(values, _first[i].Length));
                }
            }
        });
        var norm = Math.Sqrt(squares.Sum());
        var scale = (float)(norm > clip ? clip / norm : 1);
        Parallel.For(0, squares.Length, _parallel, i =>
        {
            if (gradients[i] is { } gradient)
            {
                fixed (byte* weights = _parameters[i].Tensor.bytes, values = gradient.bytes)
                {
                    Update(i, (float*)weights, (float*)values, scale, rate * _parameters[i].RateFactor);
                }
            }
        });
        foreach (var gradient in gradients)
        {
            gradient?.Dispose();
        }

        return norm;
    }

    /// <summary>Everything a resumed run needs: weights, both moments and the averages.</summary>
    public IEnumerable<NamedTensor> State() => _parameters.SelectMany((p, i) => new[]
    {
        p.Snapshot() with { Name = "weight/" + p.Name },
        new NamedTensor("first/" + p.Name, p.Tensor.shape, _first[i]),
        new NamedTensor("second/" + p.Name, p.Tensor.shape, _second[i]),
        new NamedTensor("average/" + p.Name, p.Tensor.shape, _average[i]),
    });

    public void Restore(IReadOnlyDictionary<string, NamedTensor> state, int steps)
    {
        Steps = steps;
        for (var i = 0; i < _parameters.Count; i++)
        {
            var name = _parameters[i].Name;
            _parameters[i].Set(state["weight/" + name].Values);
            state["first/" + name].Values.CopyTo(_first[i], 0);
            state["second/" + name].Values.CopyTo(_second[i], 0);
            state["average/" + name].Values.CopyTo(_average[i], 0);
        }
    }

    private void Update(int index, float* weights, float* gradient, float scale, double rate)
    {
        var step = (float)(rate / (1 - Math.Pow(Beta1, Steps)));
        var secondScale = 1 / MathF.Sqrt((float)(1 - Math.Pow(Beta2, Steps)));
        var shrink = _parameters[index].Decays ? 1 - (float)(rate * WeightDecay) : 1;
        var blend = 1 - Math.Min(_averageDecay, (1f + Steps) / (10f + Steps));
        var count = _first[index].Length;
        fixed (float* first = _first[index], second = _second[index], average = _average[index])
        {
            var i = 0;
            for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
            {
                var g = Vector.Load(gradient + i) * scale;
                var m = (Vector.Load(first + i) * Beta1) + (g * (1 - Beta1));
                var v = (Vector.Load(second + i) * Beta2) + (g * g * (1 - Beta2));
                var w = (Vector.Load(weights + i) * shrink) - (m * step / ((Vector.SquareRoot(v) * secondScale) + new Vector<float>(Epsilon)));
                var a = Vector.Load(average + i);
                Vector.Store(m, first + i);
                Vector.Store(v, second + i);
                Vector.Store(w, weights + i);
                Vector.Store(a + ((w - a) * blend), average + i);
                Vector.Store(Vector<float>.Zero, gradient + i);
            }

            for (; i < count; i++)
            {
                var g = gradient[i] * scale;
                first[i] = (first[i] * Beta1) + (g * (1 - Beta1));
                second[i] = (second[i] * Beta2) + (g * g * (1 - Beta2));
                weights[i] = (weights[i] * shrink) - (first[i] * step / ((MathF.Sqrt(second[i]) * secondScale) + Epsilon));
                average[i] += (weights[i] - average[i]) * blend;
                gradient[i] = 0;
            }
        }
    }
}

"""What a competent user would write instead: pandas, jieba and scikit-learn's TF-IDF, from CSV to CSV.

    python benchmarks/scale_by_hand.py KEYWORDS.csv PRODUCT.toml OUT.csv

Relevance is the cosine between the TF-IDF weights of a keyword and of the product's words, worth is relevance
x conversion x searches per listing, and rows are written best first. `benchmarks/scale.py` times it.
"""

import logging
import sys
import tomllib
from pathlib import Path

import jieba
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer


def words_of_product(path: Path) -> list[str]:
    """Return the words of all that a product file states."""
    product = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [product.get("title", ""), product.get("name", ""), *product.get("attributes", {}).values()]
    return [word for text in texts for word in jieba.lcut(str(text)) if word.strip()]


def main() -> None:
    keywords, product, out = map(Path, sys.argv[1:])
    jieba.setLogLevel(logging.ERROR)
    table = pd.read_csv(keywords)
    table = table.drop_duplicates("关键词").reset_index(drop=True)
    words = [
        [word for word in jieba.lcut(keyword) if word.strip()] for keyword in table["关键词"].astype(str)
    ]
    vectorizer = TfidfVectorizer(analyzer=lambda tokens: tokens)
    weights = vectorizer.fit_transform(words)
    profile = vectorizer.transform([words_of_product(product)])
    table["relevance"] = (weights @ profile.T).toarray().ravel()
    table["searches_per_listing"] = table["搜索人气"] / (table["在线商品数"] + 1)
    table["worth"] = table["relevance"] * table["支付转化率"] * table["searches_per_listing"]
    table["rank"] = table["worth"].rank(method="first", ascending=False)
    table.sort_values("rank").to_csv(out, index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    main()

// What a text earns while it is written: counter, reach, the text with its marks, findings, words, keywords.
import { FindingList, KeywordList, MarkedText } from "kwopt_title_parts";

export default {
  components: { FindingList, KeywordList, MarkedText },
  props: { live: Object, words: Object },
  emits: ["lock", "ban"],
  data: () => ({ lit: null, wordOpen: false }),
  template: `
    <div class="kt-live" v-if="live">
      <p class="kt-figures" id="title-figures">
        <span id="title-counter" :class="live.fits ? '' : 'kt-over'">{{ live.counter }}</span>
        <span v-if="live.room" :class="live.fits ? 'kw-quiet' : 'kt-over'">{{ live.room }}</span>
        <span id="title-reach" :title="words.reach_help">{{ live.reach }}</span>
        <span id="title-gap">{{ live.gap }}</span>
      </p>
      <progress v-if="live.share !== null" class="kt-bar" max="100" :value="live.share"
        :aria-label="words.reach_label"></progress>
      <p v-for="(notice, place) in live.notices" :key="place" class="kw-note">{{ notice }}</p>
      <finding-list :findings="live.findings" :words="words"></finding-list>
      <slot></slot>
      <template v-if="live.pieces.length">
        <h4>{{ words.marked }}</h4>
        <p class="kt-mirror" id="title-mirror"><marked-text :pieces="live.pieces" :lit="lit"></marked-text></p>
        <p class="kt-legend kw-quiet"><span v-for="mark in live.legend" :key="mark.kind"
          ><span :class="'kt-' + mark.kind">{{ mark.sample }}</span> {{ mark.meaning }}</span></p>
      </template>
      <template v-if="live.words.length">
        <h4>{{ words.worth_of_words }}</h4>
        <div class="kt-scroll"><table class="kt-table" id="title-words"><thead><tr>
          <th scope="col" v-for="(head, place) in words.word_heads" :key="place"
            :class="{ 'kt-number': place === 1 || place === 2 }">{{ head }}</th>
        </tr></thead><tbody>
          <tr v-for="(word, place) in live.words" :key="place">
            <th scope="row"><span class="kt-word">{{ word.text }}</span>
              <div v-if="word.remark" class="kt-remark">{{ word.remark }}</div></th>
            <td class="kt-number"><span class="kt-worth" :style="{ '--share': word.bar }">{{ word.earned }}</span></td>
            <td class="kt-number">{{ word.width }}</td>
            <td class="kt-does"><button type="button" class="kt-small" :disabled="word.locked"
                :aria-label="words.lock + ' ' + word.text" @click="$emit('lock', word.text)">{{ words.lock }}</button>
              <button type="button" class="kt-small" :aria-label="words.ban + ' ' + word.text"
                @click="$emit('ban', word.text)">{{ words.ban }}</button></td>
          </tr>
        </tbody></table></div>
        <p v-if="live.wasted" class="kw-quiet">{{ live.wasted }}</p>
      </template>
      <div class="kt-two">
        <section v-if="live.covered.length"><h4>{{ live.covers }}</h4>
          <keyword-list :keywords="live.covered" :more="live.more" :words="words" :label="live.covers"
            @light="lit = $event"></keyword-list></section>
        <section v-if="live.missed.length"><h4>{{ words.missed }}</h4>
          <div class="kt-scroll"><table class="kt-table" id="title-missed"><thead><tr>
            <th scope="col" v-for="(head, place) in words.missed_heads" :key="place"
              :class="{ 'kt-number': place === 1 }">{{ head }}</th></tr></thead><tbody>
            <tr v-for="row in live.missed" :key="row.keyword"><th scope="row">{{ row.keyword }}</th>
              <td class="kt-number">{{ row.lost }}</td><td>{{ row.needs }}</td></tr>
          </tbody></table></div></section>
      </div>
    </div>`,
};
